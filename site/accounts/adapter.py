"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """E-mail code first; the person is made with the sign-in."""

    def save_user(self, request, user, form, commit=True):
        from .models import Person

        email = form.cleaned_data["email"].strip().lower()
        user.email = email
        user.person = Person.objects.create(
            display_name=email.split("@")[0],
            email=email,
            language=getattr(request, "LANGUAGE_CODE", "en"),
        )
        user.set_unusable_password()
        if commit:
            user.save()
        return user
