import { describe, expect, it } from 'vitest';
import { synthesised } from './synthesised.ts';

const china = synthesised('cn-northwest-1', { complete: false });
const elsewhere = synthesised('ap-southeast-1', { complete: false });

/** What AWS China has not, or not so that a system could stand on it. */
const NOT_IN_CHINA = /^AWS::(Cognito|SES|CloudFront|Lambda::Url|DynamoDB::GlobalTable)/;

describe('the template', () => {
  it('names no ARN of another partition', () => {
    expect(JSON.stringify(china.template.toJSON())).not.toMatch(/arn:aws:|amazonaws\.com(?!\.cn)\//);
    expect(JSON.stringify(china.template.toJSON())).toContain('arn:aws-cn:');
    expect(JSON.stringify(elsewhere.template.toJSON())).not.toContain('aws-cn');
  });

  it('has the same resources in both partitions, and none that AWS China lacks', () => {
    const types = ({ resources }: typeof china) =>
      Object.values(resources)
        .map(({ Type }) => Type)
        .sort();
    expect(types(elsewhere)).toEqual(types(china));
    expect(types(china).filter((type) => NOT_IN_CHINA.test(type))).toEqual([]);
  });
});
