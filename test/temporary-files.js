const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Every test's temporary files lie in one folder of the run, and go with it. */
exports.open = () => {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'tendlc-tests-'));
};

exports.remove = () => {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
};
