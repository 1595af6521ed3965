#!/usr/bin/env node

const { existsSync } = require('node:fs');
const { join } = require('node:path');

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// In a clone the sources run as they are, so that an edit needs no build; the published package has only dist.
const sources = join(__dirname, '../src/cli/main.ts');
// All of tsx, not its CommonJS half: commands import what they run, which goes through the module loader.
if (existsSync(sources)) require('tsx');
const { main } = require(existsSync(sources) ? sources : '../dist/src/cli/main.js');

main(process.argv.slice(2), require('../package.json').version).then((code) => {
  process.exitCode = code;
});
