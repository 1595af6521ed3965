import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryPath } from '../../src/cli/check/repository-path';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'tendlc-path-')));
const file = join(root, 'repo/infra/config/accounts.yaml');
const other = join(root, 'plain/config/accounts.yaml');

beforeAll(() => {
  for (const path of [file, other]) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
  }
  mkdirSync(join(root, 'repo/.git'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the path of an annotation', () => {
  it.each([
    ['starts at the root of the repository', file, {}, 'infra/config/accounts.yaml'],
    [
      'starts at the repository inside of GITHUB_WORKSPACE',
      file,
      { GITHUB_WORKSPACE: root },
      'infra/config/accounts.yaml',
    ],
    [
      'starts at GITHUB_WORKSPACE without a repository',
      other,
      { GITHUB_WORKSPACE: root },
      'plain/config/accounts.yaml',
    ],
    ['stays as it is outside of both', other, { GITHUB_WORKSPACE: join(root, 'repo') }, other],
    ['stays as it is without both', other, {}, other],
  ])('%s', (_, path, env, expected) => {
    expect(repositoryPath(path, env)).toBe(expected);
  });
});
