import type { ImportView } from '../src/imports/imports.views';
import { type Api, type ApiAnswer, eventually, type TestService, zipOf } from '@clientele/testing';
import type { Principal } from '@clientele/contracts';
import { employeeOfShop } from './identity';

/** An import in tests: sends files, waits for the end. */
export class Importer {
  private constructor(
    private readonly service: TestService,
    readonly api: Api,
    private readonly token: string,
  ) {}

  static async of(service: TestService, principal: Principal = employeeOfShop()): Promise<Importer> {
    return new Importer(service, await service.api.as(principal), await service.tokens.sign(principal));
  }

  /** Sends a file; `options` is the query. */
  async send(
    file: string | Buffer,
    options = '',
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<ImportView>> {
    const response = await this.service.app.inject({
      method: 'POST',
      url: `/v1/imports?${options}`,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/octet-stream',
        ...headers,
      },
      payload: file,
    });
    return { status: response.statusCode, headers: response.headers, body: response.json<ImportView>() };
  }

  /** Waits until an import is over. */
  ended(id: string): Promise<ImportView> {
    return eventually(async () => {
      const { body } = await this.api.get<ImportView>(`/v1/imports/${id}`);
      if (body.finishedAt === null) throw new Error(`It is ${body.state}.`);
      return body;
    }, 25_000);
  }

  /** Imports a file, to the end. */
  async import(file: string | Buffer, options = ''): Promise<ImportView> {
    const { status, body } = await this.send(file, options);
    if (status !== 202) throw new Error(JSON.stringify(body));
    return this.ended(body.id);
  }

  /** The lines of the report below its header. */
  async report(id: string): Promise<string[]> {
    const text = await this.download(`/v1/imports/${id}/result`);
    return text.toString().split('\r\n').slice(1, -1);
  }

  async download(path: string): Promise<Buffer> {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await this.service.app.inject({ method: 'GET', url: path, headers });
    if (response.statusCode !== 200) throw new Error(response.body);
    return response.rawPayload;
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook with one sheet of texts; a cell that is an element already stays as it is. */
export function xlsxOf(rows: readonly (readonly string[])[]): Buffer {
  const cells = (row: readonly string[]): string =>
    row
      .map((text) => (text.startsWith('<c') ? text : `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`))
      .join('');
  return zipOf(
    {
      name: 'xl/workbook.xml',
      content: '<workbook xmlns:r="x"><sheets><sheet r:id="r1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="r1" Type="${TYPES}/worksheet" Target="sheet.xml"/></Relationships>`,
    },
    {
      name: 'xl/sheet.xml',
      content: `<worksheet><sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData></worksheet>`,
    },
  );
}
