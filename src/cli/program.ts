import { Command } from 'commander';
import { accessCommand } from './commands/access';
import { checkCommand } from './commands/check';
import { connectCommand } from './commands/connect';
import { guardCommand } from './commands/guard';
import { sandboxCommand } from './commands/sandbox';
import { synthCommand } from './commands/synth';
import { verifyCommand } from './commands/verify';
import { log, print } from './print';

/** Commands only describe themselves here; what they run is imported when they run, so that --help starts at once. */
const commands = [
  checkCommand,
  synthCommand,
  accessCommand,
  guardCommand,
  verifyCommand,
  sandboxCommand,
  connectCommand,
];

/** `version` is the package's, which only its entry point can find both in a clone and installed. */
export function createProgram(version: string): Command {
  const program = new Command('tendlc')
    .description('Cross-account 10DLC SMS on AWS from one YAML manifest.')
    .version(version)
    .showHelpAfterError('(--help shows the options and an example)')
    .enablePositionalOptions()
    .configureOutput({ writeOut: (text) => print(text), writeErr: log })
    .exitOverride();
  for (const create of commands) program.addCommand(create().exitOverride().copyInheritedSettings(program));
  return program;
}
