import { Module } from '@nestjs/common';
import { FormsConsumer } from './forms.consumer';

@Module({ providers: [FormsConsumer] })
export class FormsModule {}
