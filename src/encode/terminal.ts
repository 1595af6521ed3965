import { escaped, showInvisible, showInvisibleExceptLines } from './invisible';

/** A value inside a line of a terminal or log: line breaks and tabs are escaped too. */
export function terminalLine(text: string): string {
  return showInvisible(text);
}

/** Text of several lines: keeps line breaks and tabs. */
export function terminalText(text: string): string {
  return showInvisibleExceptLines(text);
}

export interface TerminalOptions {
  /** Keeps colours (SGR sequences), which the reports add after encoding their values. */
  colors?: boolean;
  /** The text is made of workflow commands (workflow-command.ts): they stay. */
  commands?: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
const COLOR = /(\u001b\[[\d;]*m)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
const COMMAND = /^((?:\s|\u001b\[[\d;]*m)*):(?=:)/gm;
/** GitHub's earlier form, found anywhere in a line; `##vso[` of Azure Pipelines; `##teamcity[`. */
const BRACKET_COMMAND = /#(?=#\w*\[)/g;

/**
 * The last step before standard output or standard error: no invisible character, and no line that a CI system
 * takes for a command. GitHub's runner trims a line before it looks for `::` (actions/runner, ActionCommand.cs).
 * The escapes keep JSON valid.
 */
export function terminalOutput(text: string, { colors, commands }: TerminalOptions = {}): string {
  const shown = colors
    ? text
        .split(COLOR)
        .map((part, index) => (index % 2 === 1 ? part : showInvisibleExceptLines(part)))
        .join('')
    : showInvisibleExceptLines(text);
  if (commands) return shown;
  return shown
    .replace(COMMAND, (_, before: string) => `${before}${escaped(':')}`)
    .replace(BRACKET_COMMAND, (mark) => escaped(mark));
}
