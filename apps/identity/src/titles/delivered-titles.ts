/** The titles that every shop starts with. */
export const DELIVERED_TITLES = [
  {
    id: '0198c0de-0000-7000-8000-000000001001',
    type: 'male',
    en: 'Mr',
    fr: 'M.',
    pl: 'Pan',
    nb: 'Hr.',
    sv: 'Herr',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001002',
    type: 'female',
    en: 'Ms',
    fr: 'Mme',
    pl: 'Pani',
    nb: 'Fru',
    sv: 'Fru',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001003',
    type: 'female',
    en: 'Miss',
    fr: 'Mlle',
    pl: 'Panna',
    nb: 'Frk.',
    sv: 'Fröken',
  },
  {
    id: '0198c0de-0000-7000-8000-000000001004',
    type: 'neutral',
    en: 'Mx',
    fr: 'Mx',
    pl: 'Mx',
    nb: 'Mx',
    sv: 'Mx',
  },
] as const;
