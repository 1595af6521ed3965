/**
 * Strings of Terraform's JSON syntax are templates: `${` and `%{` begin an expression, `$${` and `%%{` stand for
 * themselves (Terraform, "JSON Configuration Syntax", expression mapping). What only Terraform could compute is
 * kept as `Unresolved`, so that its text is never taken for a value.
 */
export class Unresolved {
  constructor(readonly text: string) {}
}

export function resolveTemplates(value: unknown): unknown {
  if (typeof value === 'string') return resolveText(value);
  if (Array.isArray(value)) return value.map(resolveTemplates);
  if (value === null || typeof value !== 'object' || value instanceof Unresolved) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolveTemplates(child)]));
}

function resolveText(text: string): string | Unresolved {
  if (!text.includes('{')) return text;
  const literals = text.replaceAll('$${', '').replaceAll('%%{', '');
  if (literals.includes('${') || literals.includes('%{')) return new Unresolved(text);
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}
