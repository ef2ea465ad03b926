import { SecretValue } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { KeptSecret } from './kept-secret.ts';

/** The channels' secrets, `{"name": "value"}`: empty until whoever operates the system fills it in by hand. */
export class ChannelSecret extends KeptSecret {
  constructor(scope: Construct, id: string, { encryptionKey }: { readonly encryptionKey: IKey }) {
    super(scope, id, {
      description: 'Houfu: keys and tokens of the channels on which alerts go out',
      encryptionKey,
      secretObjectValue: { none: SecretValue.unsafePlainText('none') },
    });
  }
}
