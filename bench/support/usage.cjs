// Preloaded into a measured process. Writes its peak memory to the file that the parent reads.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_USAGE, String(process.resourceUsage().maxRSS)));
