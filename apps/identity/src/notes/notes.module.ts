import { Module } from '@nestjs/common';
import { NotesController } from './notes.controller';
import { NotesQueries } from './notes.queries';
import { NotesService } from './notes.service';

@Module({ controllers: [NotesController], providers: [NotesService, NotesQueries] })
export class NotesModule {}
