/** Conditions of a list, each only there if its filter is given; values go into the parameters. */
export class Filters {
  private readonly conditions: string[] = [];

  constructor(readonly parameters: unknown[] = []) {}

  /** Adds what `condition` makes of the placeholder for `value`, unless there is no value. */
  where(value: unknown, condition: (placeholder: string) => string): this {
    if (value !== undefined) this.conditions.push(condition(`$${this.parameters.push(value)}`));
    return this;
  }

  /** Adds a condition that takes no value of the request. */
  always(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** Adds that an expression in the order of bytes begins with `prefix`: a range, so that an index serves it. */
  startsWith(prefix: string | undefined, sql: string): this {
    return this.where(prefix, (p) => begins(sql, `${p}::text`));
  }

  get sql(): string {
    return this.conditions.join(' AND ');
  }
}

/** The condition that an expression in the order of bytes begins with a text. */
export const begins = (sql: string, prefix: string): string =>
  `${sql} >= lower(${prefix}) AND ${sql} < lower(${prefix}) || U&'\\+10FFFF'`;
