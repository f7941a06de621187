import type { Tx } from '@clientele/database';
import { effectiveFields, formFaults, type FormName } from '@clientele/forms';
import { rulesFor } from '../forms/forms.queries';
import type { FormCheck } from './import-outcome.domain';

/** Holds rows to what a form asks of everyone; own fields, which no column brings, are left. */
export async function formCheck(
  tx: Tx,
  form: FormName,
  { shopId, now }: { readonly shopId: string; readonly now: Date },
): Promise<FormCheck> {
  const rules = await rulesFor(tx, form, { shopId }, now);
  const asked = effectiveFields(rules).filter(({ type }) => type === null);
  if (asked.length === 0) return () => undefined;
  return (fields, kind) => {
    const [fault] = formFaults(asked, { ...fields, custom: {} }, kind);
    if (!fault) return undefined;
    const column = fault.pointer.slice(1).replace(/^titleId$/, 'title');
    return { column, code: fault.code, message: fault.message };
  };
}
