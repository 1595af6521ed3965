const { existsSync } = require('node:fs');
const { join } = require('node:path');

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// In a clone the sources run as they are, so that an edit needs no build; the published package has only dist.
const sources = join(__dirname, '../src/cli');
const inClone = existsSync(sources);
// All of tsx, not its CommonJS half: commands import what they run, which goes through the module loader.
if (inClone) require('tsx');
const folder = inClone ? sources : join(__dirname, '../dist/src/cli');
const { main } = require(join(folder, 'main'));
const { stopWithLauncher } = require(join(folder, 'launcher'));

stopWithLauncher();
main(process.argv.slice(2), require('../package.json').version).then((code) => {
  process.exitCode = code;
});
