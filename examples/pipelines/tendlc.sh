#!/usr/bin/env bash
#
# Applies exactly what `tendlc guard` checked: one saved plan per stack.
#
#   ./tendlc.sh plan     check, synthesize, plan every stack, guard; exit 1 if a plan is not what the manifest implies
#   ./tendlc.sh apply    apply exactly those plans
#
# The folder PLANS (default: plans) keeps the plans between the two. Delete it soon: a plan file contains the stack's
# state. With TF=tofu it runs OpenTofu.
set -euo pipefail

export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
tf=${TF:-terraform}
out=${CDKTF_OUTDIR:-cdktf.out}
plans=${PLANS:-plans}

# All stacks share one copy of the AWS provider (most of a gigabyte). With a lock file at the root, one download too.
export TF_PLUGIN_CACHE_DIR=${TF_PLUGIN_CACHE_DIR:-$PWD/.terraform/plugin-cache}
mkdir -p "$TF_PLUGIN_CACHE_DIR"

run() { "$tf" -chdir="$out/stacks/$1" "${@:2}"; }
stacks() { ls "$out/stacks"; }

plan() {
  npx tendlc check
  npx tendlc synth --output "$out"
  rm -rf "$plans"
  mkdir -p "$plans"
  local folder judged=() saved=()
  folder=$(cd "$plans" && pwd)
  for stack in $(stacks); do
    run "$stack" init -input=false
    run "$stack" plan -input=false -out="$folder/$stack.tfplan"
    run "$stack" show -json "$folder/$stack.tfplan" >"$folder/$stack.json"
    judged+=("$stack=$folder/$stack.json")
    saved+=("$stack=$folder/$stack.tfplan")
  done
  npx tendlc access --plan "${judged[@]}"
  npx tendlc guard --all --from "$out" --terraform "$tf" "${saved[@]}"
}

# This order keeps access continuous: main first if something is added, main last if something is removed.
order() {
  local others
  others=$(stacks | grep -vx main || true)
  if grep -q '"actions":\["delete"\]' "$plans/main.json"; then
    printf '%s\n' "$others" main
  else
    printf '%s\n' main "$others"
  fi
}

apply() {
  local folder
  folder=$(cd "$plans" && pwd)
  [ -d "$out/stacks" ] || npx tendlc synth --output "$out"
  for stack in $(order); do
    run "$stack" init -input=false
    run "$stack" apply -input=false "$folder/$stack.tfplan"
  done
}

case "${1:-}" in
  plan | apply) "$1" ;;
  *)
    echo "usage: $0 plan|apply" >&2
    exit 2
    ;;
esac
