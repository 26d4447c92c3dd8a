"""The caller's phones and browsers: where a push goes to. Their secrets are taken, and never shown again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.rows import Rows
from api.strict import StrictModelSerializer, StrictSerializer
from coach.models import Outcome, Synced
from reminders import registering
from reminders.channels import Channel, apns
from reminders.channels.ways import pushes, webpush
from reminders.models import Device

LONGEST_TOKEN = 4096


class KeysSerializer(StrictSerializer):
    p256dh = serializers.CharField(max_length=128)
    auth = serializers.CharField(max_length=64)


class SubscriptionSerializer(StrictSerializer):
    """What a browser's `PushSubscription` is as JSON."""

    endpoint = serializers.CharField(max_length=2048)
    keys = KeysSerializer()
    expirationTime = serializers.IntegerField(required=False, allow_null=True)  # noqa: N815  its name there


class DeviceSerializer(StrictModelSerializer):
    token = serializers.CharField(
        write_only=True,
        required=False,
        max_length=LONGEST_TOKEN,
        help_text="of a phone: what Firebase or Apple gave the app",
    )
    subscription = SubscriptionSerializer(
        write_only=True, required=False, help_text="of a browser, made with the key at `devices/vapid-key/`"
    )
    seq = serializers.IntegerField(read_only=True, help_text="the version; grows with each change")

    class Meta:
        model = Device
        fields = [
            "id",
            "channel",
            "token",
            "subscription",
            "time_zone",
            "app_version",
            "last_seen_at",
            "retired_at",
            "retired_because",
            "seq",
        ]
        read_only_fields = ["id", "last_seen_at", "retired_at", "retired_because"]

    def validate_channel(self, channel: str) -> str:
        if channel not in pushes():
            known = {"channel": channel, "known": ", ".join(pushes()) or "–"}
            message = _("This service does not send by “%(channel)s”. It sends by: %(known)s.") % known
            raise serializers.ValidationError(message, code="channel_off")
        return channel

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What is stored: the token or subscription becomes the `address`."""
        token, subscription = attrs.pop("token", None), attrs.pop("subscription", None)
        if attrs["channel"] == Channel.WEBPUSH:
            address = _wanted("subscription", subscription, other=("token", token))
            _refuse_unless(_is_of_a_browser(address), "subscription")
            return {**attrs, "address": {"endpoint": address["endpoint"], "keys": dict(address["keys"])}}
        address = _wanted("token", token, other=("subscription", subscription))
        _refuse_unless(attrs["channel"] != Channel.APNS or apns.usable(address), "token")
        return {**attrs, "address": address}


def _wanted(name: str, value: Any, *, other: tuple[str, Any]) -> Any:
    if value is None:
        raise serializers.ValidationError({name: _("This channel needs it.")}, code="required")
    if other[1] is not None:
        raise serializers.ValidationError(
            {other[0]: _("This channel has no use for it. Leave it out.")}, code="of_another_kind"
        )
    return value


def _is_of_a_browser(subscription: Any) -> bool:
    sender = webpush()
    return sender is not None and sender.usable(subscription)


def _refuse_unless(usable: bool, name: str) -> None:  # noqa: FBT001
    if not usable:
        message = _("Nothing can be sent to this. Give it as the device got it, from a known push service.")
        raise serializers.ValidationError({name: message}, code="unusable")


class VapidKeySerializer(serializers.Serializer[Any]):
    key = serializers.CharField(help_text="the `applicationServerKey` a browser subscribes with")


class Devices(Rows):
    """The caller's devices, the one seen last first. PUT registers one, also again and again; its last word
    counts, so it needs no `base_seq`. No consent is asked: safety messages need none.
    """

    serializer_class = DeviceSerializer
    queryset = Device.objects.none()  # for the schema; rows come from `mine`
    ordering = ("-last_seen_at", "-id")
    purpose = None

    def mine(self) -> Any:
        return caller(self.request).devices

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        return registering.register(caller(self.request), pk, content, at=timezone.now())

    @extend_schema(responses=VapidKeySerializer, filters=False)
    @action(detail=False, url_path="vapid-key", pagination_class=None, filter_backends=[])
    def vapid_key(self, request: Request) -> Response:
        """The key that browsers subscribe with; not found where this service does not push to browsers."""
        sender = webpush()
        if sender is None:
            raise Http404
        return Response(VapidKeySerializer({"key": sender.vapid.public_key}).data)
