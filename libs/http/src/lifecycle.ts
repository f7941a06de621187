import { Injectable } from '@nestjs/common';

/** Whether the process is on its way out. */
@Injectable()
export class Lifecycle {
  private isDraining = false;
  private begin: () => void = () => undefined;

  /** Settles when the process begins to drain. */
  readonly drainBegins = new Promise<void>((resolve) => {
    this.begin = resolve;
  });

  get draining(): boolean {
    return this.isDraining;
  }

  /** From now on the process is not ready, and asks its clients to go elsewhere. */
  drain(): void {
    this.isDraining = true;
    this.begin();
  }
}
