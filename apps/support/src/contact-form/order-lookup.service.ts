import { orderByReference } from '@clientele/contracts';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable, Logger } from '@nestjs/common';

const DEADLINE_MS = 750;

/** Asks orders whether an order is a customer's. */
@Injectable()
export class OrderLookup {
  private readonly logger = new Logger(OrderLookup.name);

  constructor(private readonly ask: Ask) {}

  /** Id of the customer's order with that reference; null if there is none, or nobody says so in time. */
  async find(reference: string, customerId: string): Promise<string | null> {
    try {
      const { orderId } = await this.ask.ask(orderByReference, { reference, customerId }, DEADLINE_MS);
      return orderId;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.logger.warn('Orders did not answer; the order reference stays unverified');
      return null;
    }
  }
}
