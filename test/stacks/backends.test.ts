import type { Backend } from '../../src/manifest/types';
import { buildManifest } from '../support/manifest';
import { synthesizeToScratch } from '../support/synthesized';

function terraform(backend: Backend) {
  const { terraform, ...stack } = synthesizeToScratch(buildManifest({ terraform: { backend } })).stack(
    'secondary-development',
  );
  const { required_providers: _, ...block } = terraform;
  return { block, metadata: stack['//'].metadata };
}

it.each<[string, Backend, object]>([
  [
    'local, beside the output',
    { type: 'local' },
    { local: { path: '../../../terraform.secondary-development.tfstate' } },
  ],
  [
    'local, where the manifest says',
    { type: 'local', path: '/states/{stack}.tfstate' },
    { local: { path: '/states/secondary-development.tfstate' } },
  ],
  [
    's3, locked and encrypted unless the manifest says otherwise',
    {
      type: 's3',
      bucket: 'states',
      key: 'tendlc/{stack}.tfstate',
      region: 'us-east-1',
      assume_role: { role_arn: 'arn:aws:iam::999900001111:role/State', external_id: 'x' },
    },
    {
      s3: {
        bucket: 'states',
        key: 'tendlc/secondary-development.tfstate',
        region: 'us-east-1',
        encrypt: true,
        use_lockfile: true,
        assume_role: { role_arn: 'arn:aws:iam::999900001111:role/State', external_id: 'x' },
      },
    },
  ],
  [
    's3 with a lock table instead',
    { type: 's3', bucket: 'b', key: '{stack}', use_lockfile: false, dynamodb_table: 'locks' },
    {
      s3: {
        bucket: 'b',
        key: 'secondary-development',
        encrypt: true,
        use_lockfile: false,
        dynamodb_table: 'locks',
      },
    },
  ],
  [
    'remote',
    { type: 'remote', organization: 'acme', workspaces: { name: 'tendlc-{stack}' } },
    { remote: { organization: 'acme', workspaces: { name: 'tendlc-secondary-development' } } },
  ],
  [
    'any other, as it is',
    { type: 'gcs', bucket: 'b', prefix: '{stack}', impersonate_service_account_delegates: ['{stack}', 'x'] },
    {
      gcs: {
        bucket: 'b',
        prefix: 'secondary-development',
        impersonate_service_account_delegates: ['secondary-development', 'x'],
      },
    },
  ],
])('%s', (_name, backend, expected) => {
  const { block, metadata } = terraform(backend);
  expect(block).toEqual({ backend: expected });
  expect(metadata.backend).toBe(backend.type);
});

it('the cloud backend becomes a cloud block, without a backend block', () => {
  const { block, metadata } = terraform({
    type: 'cloud',
    organization: 'acme',
    workspaces: { name: 'tendlc-{stack}', project: 'messaging' },
  });
  expect(block).toEqual({
    cloud: {
      organization: 'acme',
      workspaces: { name: 'tendlc-secondary-development', project: 'messaging' },
    },
  });
  expect(metadata.backend).toBe('cloud');
});
