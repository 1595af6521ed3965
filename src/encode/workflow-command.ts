import { showInvisibleExceptLines } from './invisible';

export type WorkflowCommand = 'error' | 'warning' | 'notice';

/**
 * One line of a GitHub workflow: `::error file=…,line=…::MESSAGE`. Print it with `commands: true`.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommand(
  name: WorkflowCommand,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${propertyText(String(value))}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${data(message)}`;
}

function data(text: string): string {
  return showInvisibleExceptLines(text.replace(/\r\n/g, '\n')).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
