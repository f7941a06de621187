import { Module } from '@nestjs/common';
import { ProxyModule } from '../proxy/proxy.module';
import { DocumentService } from './document.service';

@Module({ imports: [ProxyModule], providers: [DocumentService] })
export class DocumentModule {}
