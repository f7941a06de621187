import type { JsMsg } from '@nats-io/jetstream';

/**
 * Messages that were taken and not yet answered. JetStream is told now and then that they are at work: one that
 * waits long for its turn would be delivered again meanwhile, and again.
 */
export class InHand {
  private readonly messages = new Set<JsMsg>();
  private readonly timer: NodeJS.Timeout;

  constructor(everyMs: number) {
    this.timer = setInterval(() => this.messages.forEach((message) => message.working()), everyMs).unref();
  }

  take(message: JsMsg): void {
    this.messages.add(message);
  }

  letGo(message: JsMsg): void {
    this.messages.delete(message);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
