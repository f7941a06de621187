/**
 * What an address of a country cannot do without. What npm has of Google's libaddressinput (`localized-address-format`, in
 * 1.3.3) says in what order the parts are written, and leaves out which of them have to be there. The
 * lists follow libaddressinput and what the universal postal union tells of the countries.
 */
const POSTCODE_NEEDED =
  'AT AU AX BE BR CA CH CN CZ DE DK EE ES FI FO FR GB GG GL GP GR GU HR HU IM IN IT JE JP KR LI LT LU LV MC MP MQ MX MY ' +
  'NC NL NO NZ PF PK PL PM PR PT RE RO RU SE SG SI SJ SK SM TR TW UA US VI WF YT ZA';

/** The region is part of what is written on an envelope. */
const REGION_NEEDED = 'AE AU BR CA CN ES IN IT JP KR MX RU TW US';

/** Parcels and invoices carry the number of the person or company (CUIT, CPF or CNPJ, RUT, NIF). */
const IDENTIFICATION_NEEDED = 'AR BR CL ES';

const has = (list: string): ((country: string) => boolean) => {
  const countries = new Set(list.split(' '));
  return (country) => countries.has(country);
};

export const needsPostcode = has(POSTCODE_NEEDED);
export const needsRegion = has(REGION_NEEDED);
export const needsIdentification = has(IDENTIFICATION_NEEDED);
