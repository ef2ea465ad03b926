import { SecretValue } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { RetainedSecret } from './retained-secret.ts';

/** The channels' secrets, `{"name": "value"}`; operators fill it in by hand. */
export class ChannelSecret extends RetainedSecret {
  constructor(scope: Construct, id: string, { encryptionKey }: { readonly encryptionKey: IKey }) {
    super(scope, id, {
      description: 'Houfu: keys and tokens of the channels on which alerts go out',
      encryptionKey,
      secretObjectValue: { none: SecretValue.unsafePlainText('none') },
    });
  }
}
