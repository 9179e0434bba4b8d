import { type ActionCall, definePlugin, type Operation } from '@teambrain/core';
import { Type } from 'typebox';

export const north = '01900000-0000-7000-8000-00000000000a';
export const south = '01900000-0000-7000-8000-00000000000b';

/** Workspaces with everybody as their owner: what the host knows about places, and nothing of a feature. */
export const places = definePlugin({
  name: 'places',
  version: '1.0.0',
  permissions: [{ name: 'places.read', scope: 'workspace', roles: ['owner'], summary: 'See a place' }],
  setup(_app, ctx) {
    const ids: Record<string, string> = { [north]: north, [south]: south, north, south };
    ctx.access.registerKind({
      kind: 'workspace',
      scopeOf: async (id) => (ids[id] ? { scope: 'workspace', id: ids[id] } : null),
      grants: async (_id, actors) => ({
        version: '0.0',
        grants: new Map(actors.map((actor) => [actor, { role: 'owner', visible: true, version: '0.0' }])),
      }),
      channel: (id) => `place:${id}`,
    });
  },
});

const press: Operation = {
  id: 'gadgets.press',
  summary: 'Press the button',
  permission: 'gadgets.use',
  resource: 'workspace',
};

/** A feature with a channel, an action and a signal in each workspace. */
export const gadgets = definePlugin({
  name: 'gadgets',
  version: '1.0.0',
  dependsOn: ['places'],
  permissions: [{ name: 'gadgets.use', scope: 'workspace', roles: ['owner'], summary: 'Use gadgets' }],
  async setup(app, ctx) {
    for (const id of [north, south])
      await ctx.db.transaction(() => ctx.realtime.channel('gadget', id).create());
    ctx.realtime.registerKind({ kind: 'gadget', scope: 'workspace', permission: 'gadgets.use' });
    ctx.realtime.registerAction({
      operation: press,
      channel: 'gadget',
      data: Type.Object({ workspaceId: Type.String() }),
      handler: async (call: ActionCall) => ({ data: { pressed: call.id } }),
    });
    ctx.realtime.registerSignal({
      type: 'buzz',
      channel: 'gadget',
      summary: 'Buzz',
      data: Type.Object({}),
      fromClients: { perMinute: 60 },
    });
    app.post(
      '/workspaces/:workspaceId/press',
      {
        config: { operation: press },
        schema: { response: { 200: Type.Object({ pressed: Type.String() }) } },
      },
      async (request) => ({ pressed: request.scopeId }),
    );
  },
});
