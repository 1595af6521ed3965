import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { accessCommand } from './commands/access';
import { checkCommand } from './commands/check';
import { connectCommand } from './commands/connect';
import { guardCommand } from './commands/guard';
import { sandboxCommand } from './commands/sandbox';
import { synthCommand } from './commands/synth';
import { verifyCommand } from './commands/verify';
import { log, print } from './print';

/** Each command with what it runs, which is imported when it runs, so that `--help` starts at once. */
function commands(): CommandUnknownOpts[] {
  return [
    checkCommand().action(async (options) => (await import('./check/run')).runCheck(options)),
    synthCommand().action(async (options) => (await import('./synth/run')).runSynth(options)),
    accessCommand().action(async (options) => (await import('./access/run')).runAccess(options)),
    guardCommand().action(async (plans, options) => (await import('./guard/run')).runGuard(plans, options)),
    verifyCommand().action(async (options) => (await import('./verify/run')).runVerify(options)),
    sandboxCommand().action(async (command, options) =>
      (await import('./sandbox/run')).runSandbox(command, options),
    ),
    connectCommand().action(async (name, options) =>
      (await import('./connect/run')).runConnect(name, options),
    ),
  ];
}

/** `version` is the package's: only its entry point can find it both in a clone and installed. */
export function createProgram(version: string): CommandUnknownOpts {
  const program = new Command('tendlc')
    .description('Cross-account 10DLC SMS on AWS from one YAML manifest.')
    .version(version)
    .showHelpAfterError('(--help shows the options and an example)')
    .enablePositionalOptions()
    .configureOutput({ writeOut: (text) => print(text), writeErr: log })
    .exitOverride();
  for (const command of commands()) program.addCommand(command.exitOverride().copyInheritedSettings(program));
  return program;
}
