import type { FieldType, FormName } from '@clientele/forms';
import { type Database, statement, type Tx } from '@clientele/database';

const ownFields = statement<{ field: string; type: FieldType }>(
  'form-rules-own-fields',
  `SELECT DISTINCT field COLLATE "C" AS field, type FROM form_rules
   WHERE shop_id = $1 AND form = $2 AND type IS NOT NULL ORDER BY 1`,
);

/** The own fields that a form has for anybody. Their names are letters and digits. */
export const ownFieldsOf = (
  on: Database | Tx,
  shopId: string,
  form: FormName,
): Promise<readonly { field: string; type: FieldType }[]> => ownFields.rows(on, [shopId, form]);
