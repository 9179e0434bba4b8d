import type { FastifyInstance } from 'fastify';
import type { JobsService } from '../jobs/jobs.js';
import { problem } from '../transport/problem-error.js';
import { actorOf } from '../transport/route-config.js';
import { adminOperations } from './admin-operations.js';
import { jobAnswer, jobBody, jobsAnswer } from './admin-schemas.js';
import type { Overrides } from './overrides.js';

export interface AdminJobsDeps {
  jobs: JobsService;
  overrides: Overrides;
}

interface JobBody {
  name: string;
  paused?: boolean;
  retryFailed?: true;
}

/** Registers `/admin/jobs`. */
export function addAdminJobs(app: FastifyInstance, { jobs, overrides }: AdminJobsDeps): void {
  const find = async (name: string) => (await jobs.list()).find((job) => job.name === name);

  app.get(
    '/admin/jobs',
    { config: { operation: adminOperations.jobs }, schema: { response: { 200: jobsAnswer } } },
    async () => ({ items: await jobs.list() }),
  );

  app.patch<{ Body: JobBody }>(
    '/admin/jobs',
    {
      config: { operation: adminOperations.changeJob },
      schema: { body: jobBody, response: { 200: jobAnswer } },
    },
    async (request) => {
      const { name, paused, retryFailed } = request.body;
      if (!(await find(name))) throw problem('not_found', `There is no job "${name}".`);
      if (paused !== undefined) await overrides.set('pause', name, paused || null, actorOf(request));
      if (retryFailed) {
        const retried = await jobs.retryFailed(name);
        const { id: actorId, sessionId } = actorOf(request);
        const audit = { action: 'core.jobs_retried', actorId, sessionId, facts: { name, retried } };
        request.log.info({ audit }, audit.action);
      }
      return find(name);
    },
  );
}
