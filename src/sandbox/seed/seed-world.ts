import type { Manifest, Secondary } from '../../manifest/types';
import { accountOf, awsPolicyArn } from '../world/aws-arns';
import { propagate } from '../world/propagation';
import { addAccount, createWorld, type WorldOptions } from '../world/world';
import type { Account, Role, User, World } from '../world/world-model';
import { allowAssumingAnyRole, attachAsAdmins } from './admin-policies';
import { applyOutput } from './apply-output';
import { addBoundaries } from './boundaries';
import { addNumbers } from './numbers';
import {
  addAdministrator,
  addGroups,
  addPrincipals,
  allowAssuming,
  ensureByArn,
  ensureUser,
  rootOf,
  trustOf,
} from './principals';
import { addProfile, OUTSIDER_PROFILE, principalProfile } from './profiles';

export interface SeedOptions extends WorldOptions {
  /** A synthesized output (`cdktf.out`); absent: the roles are left to Terraform. */
  from?: string;
}

/**
 * The world of a manifest: accounts, numbers and the principals that exist already from the manifest, every policy
 * only from the output's cdk.tf.json, so that the sandbox enforces what Terraform would create.
 */
export function seedWorld(manifest: Manifest, options: SeedOptions = {}): World {
  const world = createWorld(options);
  const seeder = new Seeder(world, manifest);
  seeder.accounts();
  const principals = manifest.secondaries.map((secondary) => seeder.principals(secondary));
  seeder.tools();
  for (const arn of addBoundaries(world, manifest)) {
    world.assumed.push(
      `the permissions boundary ${arn} allows everything: the manifest does not give its document`,
    );
  }
  const { from } = options;
  const each = (give: (account: Account, secondary: Secondary, own: (Role | User)[]) => void) => {
    manifest.secondaries.forEach((secondary, index) => {
      give(seeder.secondary(secondary), secondary, principals[index]!);
    });
  };
  if (from === undefined) each((...one) => allowAssumingAnyRole(world, ...one));
  // What exists before Terraform has propagated. The output counts as applied at this moment.
  for (const view of world.views.values()) view.settle();
  if (from !== undefined) {
    const created = applyOutput(world, from);
    each((...one) => attachAsAdmins(world, ...one, created));
  }
  return world;
}

/** An account outside the manifest. Every sender role denies it. */
export const UNLISTED_ACCOUNT = '000000000001';

class Seeder {
  private readonly main: Account;
  private readonly region: string;

  constructor(
    private readonly world: World,
    private readonly manifest: Manifest,
  ) {
    const { main } = manifest;
    const { accountId: id, name: title, partition, organizationId, region, role } = main;
    this.region = region;
    this.main = addAccount(world, {
      id,
      title,
      partition,
      organizationId,
      trustPolicyQuota: role.trustPolicyQuota,
    });
    addNumbers(world, this.main, main);
  }

  accounts(): void {
    const { organizationId, partition } = this.manifest.main;
    for (const { accountId: id, title, external } of this.manifest.secondaries) {
      addAccount(this.world, { id, title, partition, organizationId: external ? undefined : organizationId });
    }
    addAccount(this.world, { id: UNLISTED_ACCOUNT, title: 'an account outside the manifest', partition });
  }

  secondary({ accountId }: Secondary): Account {
    return this.world.accounts.get(accountId)!;
  }

  principals(secondary: Secondary): (Role | User)[] {
    const account = this.secondary(secondary);
    if (secondary.assumePolicy !== 'none') addGroups(this.world, account, secondary.assumePolicy.groups);
    return addPrincipals(this.world, account, secondary, this.region);
  }

  /** Administrators, the pipeline, and the profiles and roles that the manifest names for tools. */
  tools(): void {
    const { world, region, manifest } = this;
    const administrator = addAdministrator(world, this.main);
    const pipelines = manifest.verify.trustedPrincipals.map((arn) => this.pipeline(arn));
    const [pipeline] = pipelines;
    addProfile(
      world,
      'default',
      pipeline ?? administrator,
      region,
      pipeline ? `the pipeline: ${pipeline.arn}` : `administrator of main (${this.main.id})`,
    );
    addProfile(
      world,
      'tendlc-sandbox-main',
      administrator,
      region,
      `administrator of main (${this.main.id})`,
    );
    this.deployRoles(this.main, manifest.main.deploy);
    if (manifest.main.deploy?.profile) {
      addProfile(world, manifest.main.deploy.profile, administrator, region, 'main.deploy.profile');
    }
    for (const secondary of manifest.secondaries) this.secondaryTools(secondary);
    this.outsider();
  }

  /** A principal that may assume TenDlcVerifier. It exists, and its own policy allows the call. */
  private pipeline(arn: string): Role | User {
    const id = accountOf(arn);
    const account = addAccount(this.world, { id, title: 'pipeline', partition: this.main.partition });
    const entity = ensureByArn(this.world, account, arn) ?? ensureUser(this.world, account, '/', 'pipeline');
    allowAssuming(this.world, account, entity);
    return entity;
  }

  private secondaryTools(secondary: Secondary): void {
    const { world, region } = this;
    const { key, deploy, testAs } = secondary;
    const account = this.secondary(secondary);
    const administrator = addAdministrator(world, account);
    const comment = `administrator of ${key} (${account.id})`;
    addProfile(world, `tendlc-sandbox-secondary-${key}`, administrator, region, comment);
    addPrincipals(world, account, secondary, region).forEach((principal, index) => {
      addProfile(world, principalProfile(key, index), principal, region, principal.arn);
    });
    if (deploy?.profile) addProfile(world, deploy.profile, administrator, region, comment);
    this.deployRoles(account, deploy);
    if (testAs?.assumeRoleArn) this.toolRole(testAs.assumeRoleArn, testAs.assumeRoleExternalId);
    if (testAs?.profile) {
      const sender = addPrincipals(world, account, secondary, region)[0];
      const own = testAs.assumeRoleArn ? administrator : (sender ?? administrator);
      addProfile(world, testAs.profile, own, region, `testAs of ${key} (${account.id})`);
    }
  }

  private deployRoles(
    account: Account,
    deploy: { assumeRoleArn?: string[]; externalId?: string } | undefined,
  ): void {
    for (const arn of deploy?.assumeRoleArn ?? []) {
      const role = this.toolRole(arn, deploy?.externalId, account);
      if (!role) continue;
      const owner = this.world.accounts.get(role.accountId)!;
      role.attached.add(awsPolicyArn(owner.partition, 'AdministratorAccess'));
      propagate(this.world, owner, role);
    }
  }

  /** A role that tools assume. It trusts its own account, main and the pipelines. */
  private toolRole(arn: string, externalId: string | undefined, via?: Account): Role | User | undefined {
    const { world, main } = this;
    const account = addAccount(world, { id: accountOf(arn), title: 'tools', partition: main.partition });
    const pipelines = this.manifest.verify.trustedPrincipals.map(
      (trusted) => world.accounts.get(accountOf(trusted))!,
    );
    const roots = [account, main, ...pipelines, ...(via ? [via] : [])].map(rootOf);
    return ensureByArn(world, account, arn, trustOf([...new Set(roots)].sort(), externalId));
  }

  private outsider(): void {
    const { world, region } = this;
    const unlisted = world.accounts.get(UNLISTED_ACCOUNT)!;
    const outsider = ensureUser(world, unlisted, '/', 'outsider');
    allowAssuming(world, unlisted, outsider);
    addProfile(world, OUTSIDER_PROFILE, outsider, region, `an account outside the manifest (${unlisted.id})`);
    const { profile, assumeRoleArn } = this.manifest.verify.outsider ?? {};
    const role = assumeRoleArn ? this.toolRole(assumeRoleArn, undefined, unlisted) : undefined;
    if (role) allowAssuming(world, world.accounts.get(role.accountId)!, role);
    if (profile) addProfile(world, profile, outsider, region, 'verify.outsider.profile');
  }
}
