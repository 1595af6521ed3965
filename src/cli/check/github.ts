import { type WorkflowCommand, workflowCommand } from '../../encode/workflow-command';
import type { Diagnostic, Severity } from '../../manifest/types';
import { repositoryPath } from './repository-path';

const commands: Record<Severity, WorkflowCommand> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Annotations of a pull request.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function toGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join('');
}

function annotation({ code, severity, message, fix, file, range }: Diagnostic): string {
  const properties = {
    file: repositoryPath(file),
    line: range.start.line,
    endLine: range.end.line,
    // GitHub takes columns of one line only; its end is inclusive.
    ...(range.end.line === range.start.line && {
      col: range.start.column,
      endColumn: Math.max(range.start.column, range.end.column - 1),
    }),
    title: code,
  };
  return workflowCommand(commands[severity], properties, `${message}\n${fix}`);
}
