import { Option } from '@commander-js/extra-typings';

/** Every command's `--manifest`. */
export function manifestOption() {
  return new Option(
    '--manifest <path>',
    'the manifest (default: TENDLC_MANIFEST, otherwise config/accounts.yaml)',
  );
}

/** `--format`, whose choices are the names of the command's table of formats. */
export function formatOption<Name extends string>(
  formats: Readonly<Record<Name, unknown>>,
  initial: NoInfer<Name>,
  description = 'output format',
) {
  return new Option('--format <format>', description).choices(namesOf(formats)).default(initial);
}

/** The names of a table, typed. */
export function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table) as Name[];
}
