/** Import rules: no circles (types count), and imports follow the arrows of docs/architecture.md. */

/** What each folder of src/ may import from src/ besides itself. */
const arrows = {
  encode: [],
  iam: [],
  manifest: [],
  delegation: ['manifest'],
  terraform: ['manifest', 'delegation', 'iam'],
  base: ['manifest', 'terraform'],
  access: ['manifest', 'delegation', 'iam', 'terraform'],
  guard: ['manifest', 'delegation', 'terraform', 'access'],
  harness: ['manifest', 'delegation', 'iam'],
  sandbox: ['manifest', 'delegation', 'iam', 'terraform'],
};

/** Files of src/ itself that every folder may import. */
const shared = ['^src/[^/]+[.]ts$', '^src/encode/'];

const folderRules = Object.entries(arrows).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import: ${allowed.join(', ') || 'nothing of src/ besides the shared files'}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^(src|stacks|test|bench|scripts)/',
    pathNot: [
      `^src/${folder}/`,
      ...allowed.map((name) => `^src/${name}/`),
      ...shared,
      ...(folder === 'terraform' ? ['^stacks/'] : []),
    ],
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A file may not import itself through others, types included.',
      severity: 'error',
      from: { path: '^(src|stacks|main[.]ts)' },
      to: { circular: true },
    },
    ...folderRules,
    {
      name: 'expectation-is-independent',
      comment: 'What the manifest means is computed from the manifest alone, so that no mistake agrees with itself.',
      severity: 'error',
      from: { path: '^src/access/expected[.]ts$' },
      to: { pathNot: '^src/manifest/types[.]ts$' },
    },
    {
      name: 'sandbox-core-is-independent',
      comment: 'The sandbox answers as AWS does, without the code that it is used to test.',
      severity: 'error',
      from: { path: '^src/sandbox/', pathNot: '^src/sandbox/(seed/|index[.]ts$)' },
      to: { path: '^src/(?!sandbox/|iam/|encode/|errors[.]ts$)' },
    },
    {
      name: 'cdktf-in-stacks-only',
      comment: 'CDKTF and its bindings are imported by the stacks alone, and by their deep paths.',
      severity: 'error',
      from: { pathNot: '^(stacks/|main[.]ts$|test/|bench/)' },
      to: { path: '^(node_modules/)?(cdktf|@cdktf)/' },
    },
    {
      name: 'no-imports-from-tests',
      severity: 'error',
      from: { path: '^(src|stacks|main[.]ts)' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/oracle/' },
    enhancedResolveOptions: { conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
