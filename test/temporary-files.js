const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** All tests of a run share one temporary folder, which is removed at the end. */
exports.open = () => {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'tendlc-tests-'));
};

exports.remove = () => {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
};
