"""What an operator should know about files before people use the site."""

from django.core import checks

from . import clamd


@checks.register(checks.Tags.security, deploy=True)
def a_scanner_is_set(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if clamd.is_on():
        return []
    return [
        checks.Warning(
            "Uploaded files are not scanned for viruses.",
            hint="Set CLAMD_URL, such as tcp://127.0.0.1:3310.",
            id="files.W001",
        )
    ]
