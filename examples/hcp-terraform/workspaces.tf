# Creates one HCP Terraform workspace per stack, from the committed output:
#
#   terraform init && terraform apply -var organization=acme -var vcs_repository=acme/sms -var github_app_installation_id=ghain-…
#
# For CLI-driven runs, leave out vcs_repository, set terraform.backend.type: cloud in the manifest, and plan and apply
# from your machine or pipeline. In the manifest, workspaces.name is "tendlc-{stack}", and each account has a
# deploy.hcpTag.
terraform {
  required_version = ">= 1.6"
  required_providers {
    tfe = {
      source  = "hashicorp/tfe"
      version = "~> 0.60"
    }
  }
}

variable "organization" {
  type = string
}

variable "project" {
  type    = string
  default = "messaging"
}

variable "output" {
  type        = string
  default     = "../../cdktf.out"
  description = "The folder that tendlc synth wrote."
}

variable "vcs_repository" {
  type        = string
  default     = null
  description = "OWNER/NAME with the committed cdktf.out, for VCS-driven runs."
}

variable "github_app_installation_id" {
  type    = string
  default = null
}

variable "working_directory" {
  type        = string
  default     = "cdktf.out/stacks"
  description = "Folder of the stacks inside that repository."
}

# The role of each tag (deploy.hcpTag). Its trust policy names this organization, project and workspace.
variable "role_arns" {
  type        = map(string)
  description = "hcpTag to role ARN, such as { MAIN = \"arn:aws:iam::111122223333:role/TenDlcTerraform\" }."
}

locals {
  stacks = { for path in fileset(var.output, "stacks/*/cdk.tf.json") :
    basename(dirname(path)) => jsondecode(file("${var.output}/${path}"))
  }

  # Reads the tags that a stack's providers name, from ${var.tfc_aws_dynamic_credentials.aliases["TAG"].shared_config_file}.
  tags = { for stack, config in local.stacks : stack => toset(flatten([
    for provider in config.provider.aws : [
      for file in try(provider.shared_config_files, []) : regexall("\\[\"(\\w+)\"\\]", file)[*][0]
    ]
  ])) }

  variables = merge([for stack, tags in local.tags : merge([for tag in tags : {
    "${stack}/TFC_AWS_PROVIDER_AUTH_${tag}" = { stack = stack, key = "TFC_AWS_PROVIDER_AUTH_${tag}", value = "true" }
    "${stack}/TFC_AWS_RUN_ROLE_ARN_${tag}"  = { stack = stack, key = "TFC_AWS_RUN_ROLE_ARN_${tag}", value = var.role_arns[tag] }
  }]...)]...)
}

provider "tfe" {
  organization = var.organization
}

resource "tfe_project" "project" {
  name = var.project
}

resource "tfe_workspace" "stack" {
  for_each = local.stacks

  name                  = "tendlc-${each.key}"
  project_id            = tfe_project.project.id
  working_directory     = var.vcs_repository == null ? null : "${var.working_directory}/${each.key}"
  auto_apply            = false
  speculative_enabled   = true
  file_triggers_enabled = var.vcs_repository != null
  trigger_patterns      = var.vcs_repository == null ? null : ["${var.working_directory}/${each.key}/**"]

  dynamic "vcs_repo" {
    for_each = var.vcs_repository == null ? [] : [var.vcs_repository]
    content {
      identifier                 = vcs_repo.value
      github_app_installation_id = var.github_app_installation_id
    }
  }

  lifecycle {
    # A workspace holds an account's state. Delete it by hand, after the account is removed and its state is empty.
    prevent_destroy = true
  }
}

resource "tfe_variable" "dynamic_credentials" {
  for_each = local.variables

  workspace_id = tfe_workspace.stack[each.value.stack].id
  category     = "env"
  key          = each.value.key
  value        = each.value.value
}
