import { Allow, Caller, Public } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Problems, type RawJson } from '@clientele/http';
import { Body, Controller, Delete, Get, Headers, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PICTURE_FORMATS } from './picture-format.domain';
import { PictureQuery } from './titles.bodies';
import { PictureNotFound, PictureNotReadable, PictureTooLarge, TitleNotFound } from './titles.problems';
import { TitlesQueries } from './titles.queries';
import { TitlesService } from './titles.service';
import { TitleView } from './titles.views';

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('titles')
@Controller('titles/:id/image')
export class TitlePicturesController {
  constructor(
    private readonly titles: TitlesService,
    private readonly queries: TitlesQueries,
  ) {}

  /** Shows the picture of a title, as PNG. */
  @Get()
  @Public('token-ignored')
  @Problems([PictureNotFound])
  @ApiProduces('image/png')
  @ApiOkResponse({ ...BINARY, description: 'The picture' })
  @ApiResponse({ status: 304, description: 'The picture is the one that the ETag in If-None-Match names.' })
  async get(
    @Param() { id }: IdParam,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const { bytes, hash } = await this.queries.picture(id);
    const etag = `"${hash}"`;
    // Storefronts of any origin show it.
    void reply.type('image/png').headers({
      etag,
      'cache-control': 'public, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
    });
    if (known?.split(/\s*,\s*/).some((one) => one === '*' || one.replace(/^W\//, '') === etag)) {
      void reply.status(304);
      return undefined;
    }
    return bytes;
  }

  /** Gives a title a picture: PNG, JPEG, GIF or WebP of up to a megabyte, scaled into a box and kept as PNG. */
  @Put()
  @Allow({ employee: 'titles:write' })
  @Problems([TitleNotFound, PictureNotReadable, PictureTooLarge])
  @ApiConsumes(...PICTURE_FORMATS.map((format) => `image/${format}`))
  @ApiBody(BINARY)
  @ApiOkResponse({ type: TitleView })
  put(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Query() box: PictureQuery,
    @Headers('content-type') type: string,
    @Body() bytes: Buffer,
  ): Promise<RawJson<TitleView>> {
    return this.titles.setPicture(caller, id, version, { bytes, type, box });
  }

  /** Takes the picture of a title away. */
  @Delete()
  @Allow({ employee: 'titles:write' })
  @Problems([TitleNotFound])
  @ApiOkResponse({ type: TitleView })
  remove(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
  ): Promise<RawJson<TitleView>> {
    return this.titles.removePicture(caller, id, version);
  }
}
