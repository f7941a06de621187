import type { Tx } from '@clientele/database';
import { effectiveFields, formFaults, type FormName, type ScopedRule } from '@clientele/forms';
import { groupsNow, rulesFor } from '../forms/forms.queries';
import type { FormCheck } from './import-outcome.domain';
import { formOf, ownColumnName } from './own-fields.domain';

/** Holds rows to what a form asks of everyone, and of the groups and customers that they are about. */
export async function formCheck(
  tx: Tx,
  form: FormName,
  { shopId, now }: { readonly shopId: string; readonly now: Date },
  customerIds: readonly string[],
): Promise<FormCheck> {
  const rules = await rulesFor(tx, form, { shopId, customerIds }, now);
  const isOfGroups = rules.some(({ groupId }) => groupId !== null);
  const groups = isOfGroups ? await groupsNow(tx, customerIds, now) : new Map<string, readonly string[]>();
  const fieldsFor = effectiveByOwner(rules);
  return (fields, kind, owners) => {
    const scopes = owners.flatMap((id) => [id, ...(groups.get(id) ?? [])]);
    const [fault] = formFaults(fieldsFor(scopes), formOf(fields), kind);
    if (!fault) return undefined;
    const { pointer, code, message } = fault;
    const column = pointer.startsWith('/custom/')
      ? ownColumnName(pointer.slice('/custom/'.length))
      : pointer.slice(1).replace(/^titleId$/, 'title');
    return { column, code, message };
  };
}

/** What holds for customers and groups together, worked out once for all rows that the same rules are for. */
function effectiveByOwner(rules: readonly ScopedRule[]) {
  const byOwner = new Map<string, ScopedRule[]>();
  for (const rule of rules) {
    const owner = rule.customerId ?? rule.groupId ?? '';
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), rule]);
  }
  const known = new Map<string, ReturnType<typeof effectiveFields>>();
  const forAll = effectiveFields(byOwner.get('') ?? []);
  return (owners: readonly string[]): ReturnType<typeof effectiveFields> => {
    if (owners.length === 0) return forAll;
    const ruling = ['', ...new Set(owners.filter((id) => byOwner.has(id)))];
    const key = ruling.toSorted().join(' ');
    const fields = known.get(key) ?? effectiveFields(ruling.flatMap((id) => byOwner.get(id) ?? []));
    known.set(key, fields);
    return fields;
  };
}
