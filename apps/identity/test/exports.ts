import type { Principal } from '@clientele/contracts';
import { type Api, type ApiAnswer, eventually, type TestService } from '@clientele/testing';
import type { ExportView } from '../src/exports/exports.views';
import { employeeOfShop } from './identity';

/** An export in tests: asks for files, waits for the end, fetches them. */
export class Exporter {
  private constructor(readonly api: Api) {}

  static async of(service: TestService, principal: Principal = employeeOfShop()): Promise<Exporter> {
    return new Exporter(await service.api.as(principal));
  }

  ask(options: object): Promise<ApiAnswer<ExportView>> {
    return this.api.post<ExportView>('/v1/exports', options);
  }

  /** Waits until an export is over. */
  ended(id: string): Promise<ExportView> {
    return eventually(async () => {
      const { body } = await this.api.get<ExportView>(`/v1/exports/${id}`);
      if (body.finishedAt === null) throw new Error(`It is ${body.state}.`);
      return body;
    }, 25_000);
  }

  /** Exports, to the end, and fetches the file. */
  async export(options: object): Promise<Buffer> {
    const { status, body } = await this.ask(options);
    if (status !== 202) throw new Error(JSON.stringify(body));
    const ended = await this.ended(body.id);
    if (ended.state !== 'done') throw new Error(JSON.stringify(ended));
    return this.fetch(ended);
  }

  async fetch({ resultUrl }: ExportView): Promise<Buffer> {
    const { status, body } = await this.api.download(resultUrl);
    if (status !== 200) throw new Error(body.toString());
    return body;
  }

  /** Exports as CSV; the lines without the mark. */
  async lines(options: object): Promise<string[]> {
    const file = await this.export(options);
    return file.toString().replace('\ufeff', '').split('\r\n');
  }
}
