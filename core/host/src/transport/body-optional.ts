import type { FastifyRequest } from 'fastify';

/** `preValidation` of a route whose body may be left out: none counts as an empty one. */
export async function bodyOptional(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
