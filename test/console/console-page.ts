import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The console in a real browser, in the words of somebody who uses it. */
export class ConsolePage {
  /** What the browser complained about: scripts that failed, things the content policy refused. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      // A refused log-in is an answer; the browser calls it a failure.
      if (message.type() === 'error' && !/status of 4\d\d/.test(text)) this.complaints.push(text);
    });
  }

  static launch(executablePath: string): Promise<Browser> {
    return chromium.launch({ executablePath, args: FLAGS });
  }

  static async open(browser: Browser, url: string): Promise<ConsolePage> {
    const opened = new ConsolePage(await browser.newPage({ viewport: { width: 1360, height: 900 } }));
    await opened.page.goto(url);
    await opened.page.getByRole('heading', { level: 2 }).first().waitFor();
    return opened;
  }

  async logOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Log out' }).click();
  }

  async logIn(as: 'employee' | 'contact', email: string, password: string): Promise<void> {
    await this.page.getByLabel('Log in as').selectOption(as);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
  }

  /** Opens an operation by the navigation, and returns it. */
  async operation(tag: string, id: string): Promise<Locator> {
    await this.page.locator('#services').getByRole('button', { name: tag, exact: true }).click();
    const operation = this.page.locator(`[id="operations-${tag}-${id.replace('.', String.raw`\\.`)}"]`);
    const execute = operation.getByRole('button', { name: 'Execute' });
    if (!(await execute.isVisible())) await operation.locator('.opblock-summary-control').click();
    await execute.waitFor();
    return operation;
  }

  /** Executes an operation; the answer is read from the page. */
  async execute(operation: Locator): Promise<{ readonly said: string; readonly body: string }> {
    const answered = operation.locator('.answered');
    if (await answered.isVisible()) {
      await operation.getByRole('button', { name: 'Clear' }).click();
      await answered.waitFor({ state: 'detached' });
    }
    await operation.getByRole('button', { name: 'Execute' }).click();
    await answered.waitFor();
    return {
      said: (await operation.locator('.answered').textContent()) ?? '',
      body:
        (await operation.locator('.live-responses-table .highlight-code pre').first().textContent()) ?? '',
    };
  }
}
