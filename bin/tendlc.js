#!/usr/bin/env node
// The oldest Node must be able to read this file and say what is needed. Some dependencies are ES modules: Node 20.19
// and 22.12 are the first that can load those.
if (parseInt(process.versions.node, 10) < 20 || !process.features.require_module) {
  console.error('tendlc needs Node.js 20.19, 22.12, 24 or later; this is Node.js %s.', process.versions.node);
  process.exit(2);
}

require('./start.js');
