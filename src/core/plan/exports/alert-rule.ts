// One alert of a rule file of Prometheus, as YAML.

export interface AlertRule {
  readonly name: string;
  readonly expression: string;
  readonly lasts: string;
  readonly severity: string;
  readonly summary: string;
  readonly description: string;
}

export function alertRule({ name, expression, lasts, severity, summary, description }: AlertRule): string {
  return [
    `      - alert: ${name}`,
    `        expr: ${expression}`,
    `        for: ${lasts}`,
    "        labels:",
    `          severity: ${severity}`,
    "        annotations:",
    // JSON text is a YAML text in double quotes.
    `          summary: ${JSON.stringify(summary)}`,
    `          description: ${JSON.stringify(description)}`,
  ].join("\n");
}
