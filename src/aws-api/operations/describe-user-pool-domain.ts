import { z } from 'zod'
import { defineOperation } from '#src/aws-api/operation.ts'
import { userPoolDomainShape } from '#src/aws-api/shapes/user-pool-domain-shape.ts'
import { describeUserPoolDomain } from '#src/domain/user-pools/describe-user-pool-domain.ts'
import { domainName } from '#src/domain/user-pools/user-pool-domain.ts'

export const DescribeUserPoolDomain = defineOperation({
  name: 'DescribeUserPoolDomain',
  authorization: 'iam',
  category: 'UserPoolResourceRead',
  gap: 'S3Bucket and Version are absent: they tell of Amazon\'s own distribution.',
  request: z.object({ Domain: domainName }),
  async run(deps, request) {
    const domain = await describeUserPoolDomain(deps, request)
    return { DomainDescription: domain === null ? {} : userPoolDomainShape(deps, domain) }
  },
})
