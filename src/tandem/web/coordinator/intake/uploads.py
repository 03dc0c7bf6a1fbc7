"""Files that never touch a disk: what a school hands over is read in memory and thrown away."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from tandem.core.sheets import MAX_BYTES

View = Callable[..., HttpResponseBase]


class InMemoryHandler(FileUploadHandler):
    """Keeps every file in memory, whatever its size, and stops when all together grow too large."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0
        self.parts: io.BytesIO = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.parts = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total += len(raw_data)
        if self.total > MAX_BYTES:
            raise StopUpload(connection_reset=True)
        self.parts.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.parts.seek(0)
        return InMemoryUploadedFile(
            self.parts, self.field_name, self.file_name or "", self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip


def in_memory(view: View) -> View:
    """Read this view's uploads in memory only. The check against forgery comes after, since it reads the form."""

    @csrf_exempt
    @wraps(view)
    def unwritten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [InMemoryHandler(request)]
        return csrf_protect(view)(request, *args, **kwargs)

    return unwritten
