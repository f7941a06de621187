import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from './document';

/** Tells what is wrong with a value according to a schema within the document; nothing, if it fits. */
export function validatorOf(
  document: OpenApiDocument,
): (pointer: string, value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  ajv.addFormat('double', true);
  ajv.addSchema(document, 'document');
  return (pointer, value) => {
    const validate = ajv.compile({ $ref: `document${encodeURI(pointer)}` });
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}
