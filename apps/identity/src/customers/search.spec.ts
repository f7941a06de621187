import { findsNothing, parseSearch } from './search';

const ID = '0198c0de-0000-7000-8000-000000000001';

describe('parseSearch', () => {
  it('tells ids and addresses of both kinds from words', () => {
    expect(parseSearch(` john  ${ID} 203.0.113.9 2001:db8::1 doe`, 'everywhere')).toEqual({
      ids: [ID],
      ips: ['203.0.113.9', '2001:db8::1'],
      words: ['john', 'doe'],
    });
  });

  it('takes addresses for words where only names are searched', () => {
    expect(parseSearch('203.0.113.9', 'name')).toEqual({ ids: [], ips: [], words: ['203.0.113.9'] });
  });

  it('looks for nothing but addresses where only they are searched', () => {
    expect(findsNothing(parseSearch('john', 'ip'))).toBe(true);
    expect(parseSearch('2001:db8::1', 'ip').ips).toEqual(['2001:db8::1']);
  });
});
