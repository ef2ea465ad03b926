import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { TABLE } from '../../shared/table/store/definition.ts';

/** What a function does to the table, named as IAM names it; a transaction needs the action of each of its parts. */
const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
/** Of whoever takes people's commands besides: finds people, and makes sure of what it does not write. */
const COMMANDS = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem'];

const DECRYPT = ['kms:Decrypt', 'kms:DescribeKey'];
const ENCRYPT = [
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
];

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The table and its key. Neither is deleted with the stack: what they hold is nowhere else. */
export class HoufuTable extends Construct {
  readonly name: string;
  readonly #table: Table;
  readonly key: IKey;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Houfu: records of households and sites',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#table = new Table(this, 'Table', {
      partitionKey: key(TABLE.partitionKey),
      sortKey: key(TABLE.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: TABLE.expiry,
    });
    for (const { name, partitionKey, sortKey, projected } of TABLE.indexes) {
      this.#table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: key(partitionKey),
        sortKey: key(sortKey),
        ...(projected
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projected] }
          : { projectionType: ProjectionType.ALL }),
      });
    }
    this.name = this.#table.tableName;
  }

  /** Items one by one and by query; never a scan. */
  grantReadWrite(to: IGrantable): void {
    this.#grant(to, [...READ, ...WRITE]);
  }

  /** The same, and what people's commands need besides. */
  grantCommands(to: IGrantable): void {
    this.#grant(to, [...READ, ...WRITE, ...COMMANDS]);
  }

  /** What is frozen, which nobody changes any more, and all that it is frozen from. */
  grantFreezing(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:PutItem']);
  }

  /** What is to be told and what became of it; nothing of it is deleted. */
  grantTelling(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** What runs there were, and one more. */
  grantRuns(to: IGrantable): void {
    this.#grant(to, ['dynamodb:Query', 'dynamodb:PutItem']);
  }

  /** Whatever there is, for the reconciliation, which writes nothing but the record of its run. */
  grantScan(to: IGrantable): void {
    this.#grant(to, [...READ, 'dynamodb:BatchGetItem', 'dynamodb:Scan', 'dynamodb:PutItem']);
  }

  #grant(to: IGrantable, actions: readonly string[]): void {
    this.#table.grant(to, ...actions);
    this.key.grant(to, ...DECRYPT, ...ENCRYPT);
  }
}
