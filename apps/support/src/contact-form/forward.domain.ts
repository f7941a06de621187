/** What is forwarded. */
export interface ForwardedMessage {
  readonly email: string;
  readonly message: string;
  readonly orderReference: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
}

/** Text of the mail that carries a message to an inbox that keeps none. */
export function forwardText({
  email,
  message,
  orderReference,
  orderId,
  productId,
}: ForwardedMessage): string {
  const order = orderReference && `Order: ${orderReference}${orderId ? '' : ' (not verified)'}`;
  const about = [`From: ${email}`, order, productId && `Product: ${productId} (not verified)`];
  return `${about.filter(Boolean).join('\n')}\n\n${message}\n`;
}
