/**
 * Stands in the bundles for the SDK's event streams, which it loads where an operation has one. None of DynamoDB's,
 * of Secrets Manager's or of SQS's has; it would be 20 KB of the bundle that a start has to read.
 */
const none = (): never => {
  throw new Error('no operation that is called here has an event stream');
};

export const eventStreamSerdeProvider = none;

export class EventStreamSerde {
  constructor() {
    none();
  }
}
