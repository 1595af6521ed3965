/** Runs the sandbox in its own process, as the command does. Sends its CPU time on request. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseManifest } from '../../src/manifest';
import { startSandbox } from '../../src/sandbox';
import { seedWorld } from '../../src/sandbox/seed/seed-world';
import { MANIFEST } from './world';

async function main(): Promise<void> {
  const [, , from, directory] = process.argv;
  const { manifest } = parseManifest(MANIFEST, 'bench.yaml');
  const world = seedWorld(manifest!, { from });
  const sandbox = await startSandbox({ world, directory });
  const keyOf = (name: string) => world.accessKeys.get(world.profiles.get(name)!.accessKeyId);
  // The yardstick: Node's own server on the same requests, with empty answers.
  const bare = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
  process.send!({
    url: sandbox.url,
    bare: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
    pipeline: keyOf('default'),
  });
  process.on('message', () => process.send!({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss }));
}

void main();
