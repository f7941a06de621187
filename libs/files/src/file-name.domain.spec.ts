import { safeFileName } from './file-name.domain';

const pdf = { extension: 'pdf', aliases: [] };
const text = { extension: 'txt', aliases: ['csv', 'md'] };

describe('safeFileName', () => {
  it.each([
    ['Angebot für Łukasz.pdf', 'Angebot für Łukasz.pdf'],
    ['見積書.PDF', '見積書.pdf'],
    ['no ending', 'no ending.pdf'],
    ['invoice.pdf.exe', 'invoice.pdf.exe.pdf'],
    ['archive.tar.pdf', 'archive.tar.pdf'],
    ['version 1.2', 'version 1.2.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    [String.raw`C:\Users\ada\offer.pdf`, 'offer.pdf'],
    ['offer.pdf\0.exe', 'offer.pdf.exe.pdf'],
    ['offer\r\nSet-Cookie: a=b.pdf', 'offerSet-Cookie_ a=b.pdf'],
    ['exe.\u202efdp.scr', 'exe.fdp.scr.pdf'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['  ..hidden.pdf..  ', 'hidden.pdf'],
    ['', 'document.pdf'],
    ['..', 'document.pdf'],
    ['/', 'document.pdf'],
    ['CON.pdf', 'document.pdf'],
    ['nul.tar.pdf', 'document.pdf'],
    ['cafe\u0301.pdf', 'caf\u00e9.pdf'],
  ])('makes %j to %j', (name, safe) => {
    expect(safeFileName(name, pdf)).toBe(safe);
  });

  it('keeps another ending of the same format, and no other', () => {
    expect([safeFileName('prices.CSV', text), safeFileName('prices.html', text)]).toEqual([
      'prices.csv',
      'prices.html.txt',
    ]);
  });

  it('cuts a name of 300 characters, but not its ending, nor a character in two', () => {
    expect(safeFileName(`${'😀'.repeat(300)}.pdf`, pdf)).toBe(`${'😀'.repeat(200)}.pdf`);
  });
});
