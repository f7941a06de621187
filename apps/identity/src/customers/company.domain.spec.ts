import { companyFieldsIn } from './company.domain';

describe('companyFieldsIn', () => {
  it('names what is of a company', () => {
    expect(companyFieldsIn({ kind: 'company', company: 'Te & Sønn', maximumPaymentDays: 0 })).toEqual([
      'kind',
      'company',
      'maximumPaymentDays',
    ]);
  });

  it('finds nothing in a person, or in what is taken away', () => {
    expect(companyFieldsIn({ kind: 'individual', company: null, vatNumber: undefined })).toEqual([]);
  });
});
